//! What runs in the browser. A page is whole without it.

pub mod live_page;

pub mod idle_lock;

#[cfg(feature = "hydrate")]
mod form;

#[cfg(feature = "hydrate")]
mod follow;

#[cfg(feature = "hydrate")]
mod alone;

#[cfg(feature = "hydrate")]
mod count;

#[cfg(feature = "hydrate")]
mod saving;

#[cfg(feature = "hydrate")]
mod leaving;

#[cfg(feature = "hydrate")]
mod lock;
