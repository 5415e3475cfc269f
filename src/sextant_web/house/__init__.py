"""What every screen shares: the base page, the stylesheet, the security header, the front page."""
