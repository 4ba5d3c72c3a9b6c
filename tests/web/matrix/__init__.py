"""Every page and every download for every kind of person, with texts that are nobody else's to find."""
