"""Les pages du site dans un vrai Chromium."""
