//! Surveys from elsewhere: what becomes of each item is told, and what comes out can be asked.

mod redcap;
