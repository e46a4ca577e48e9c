-- Events of a stream that a restored database had lost, and until when the lost one was at work.
select after_version, up_to_version, told_before from reappended where stream = $1
