//! Files for owners of records: who is in them, what comes back, and whom an owner has to stop using.
