"""The words of the sample reports and the scripts that set them. Not needed to run the program."""
