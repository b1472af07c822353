"""What can be asked for; one file each, with sentences that it understands."""
