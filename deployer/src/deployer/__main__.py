"""`python -m deployer`: what the launchers start."""

from deployer.cli import main

if __name__ == "__main__":
    main()
