-- A supervisor's home counts the drawn uses that nobody reviewed yet: they are few among all that were drawn.
create index sample_lines_to_review on sample_lines (sample_id) where verdict is null;
