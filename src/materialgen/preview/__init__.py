"""See a kit before it is printed: pictures of its pages, and a gallery of them in one HTML file."""
