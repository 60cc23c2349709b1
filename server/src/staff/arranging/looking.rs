//! Which page of a draft stands beside the list of its questions, as the list's address says.

use app::api::staff::door::StaffRequest;
use axum::http::Uri;
use surveys::typed::Typed;

/// Has the list show the page that its address names, in the language that it names.
pub fn look(uri: &Uri, request: &mut StaffRequest) {
    if !uri.path().ends_with("/arranging") {
        return;
    }
    let query = uri.query().unwrap_or_default().split('&');
    let named = query.filter_map(|one| one.split_once('='));
    let named = named.filter(|(name, _)| ["seen", "language"].contains(name));
    let pairs = named.map(|(name, value)| (name.to_owned(), value.to_owned()));
    request.said.typed = Typed::from_pairs(pairs);
}
