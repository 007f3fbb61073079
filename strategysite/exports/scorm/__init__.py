"""The orientation as packages for a learning platform: one page, one SCO, SCORM 1.2 and SCORM 2004
4th edition."""
