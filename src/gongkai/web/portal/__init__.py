"""The portal (门户): what is published, rendered to files. Search and forms alone are answered live."""
