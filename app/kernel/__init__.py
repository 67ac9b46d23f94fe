"""What every feature stands on: configuration, database, errors, identity, jobs, assets, ports, clock."""
