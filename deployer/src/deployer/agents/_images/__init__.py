"""What is inside an image, read from the image itself."""
