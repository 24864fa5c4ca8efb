"""What a person looks at: the review page of a report, and pictures of its figures."""
