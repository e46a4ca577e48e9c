"""Reference data as it is shipped: agencies, policies, working calendars, demo people.

Whatever composes the service may import it; it imports only `consultation`.
"""
