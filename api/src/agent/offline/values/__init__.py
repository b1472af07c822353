"""What a sentence says beside its title: when, how often, how urgent, where; one file each."""
