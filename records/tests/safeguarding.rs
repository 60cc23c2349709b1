//! Alerts: when one is raised, who is told and of what, and what the people on duty do.

mod databases;

mod safeguarding {
    pub mod lantern;

    mod raising;

    mod telling;

    mod letters;

    mod duty;

    mod forgetting;

    mod concerns;

    mod deleting;

    mod opening;
}
