update notice_place set transaction_id = $1::text::xid8, position = $2
