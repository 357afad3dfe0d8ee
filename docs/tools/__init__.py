"""Les calculateurs du site : un dossier par outil, et la trousse commune (`kit`)."""
