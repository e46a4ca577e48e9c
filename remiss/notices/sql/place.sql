-- The place, held until the transaction ends; nothing while another process holds it.
select transaction_id::text as transaction_id, position from notice_place for update skip locked
