"""What happens around the application: schema upgrades, the pages' build, serving, the doctor."""
