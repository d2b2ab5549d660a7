"""What people read after a run: the class's report, a page for each student, exports."""
