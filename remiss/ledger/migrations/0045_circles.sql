-- Rows say of a request that one of its questions would come back to an agency which had sent it away, with
-- the whole way. Rows of before do once they are made anew, which the next start does by itself.
insert into rebuilding select from (select from event limit 1) as any_event
on conflict (one) do update set reached = '';
