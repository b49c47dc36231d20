"""The served page: a kit that is watched, drawn again and, if asked, edited where one looks."""
