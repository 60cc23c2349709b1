//! What administrators read of what was done.

use records::{
    audit::{self, Found, Search},
    auth::By,
    chain,
};
use surveys::typed::Typed;

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// What was found in the audit, and where its chain ends.
pub(crate) struct Audit {
    pub found: Found,
    pub anchor: Option<String>,
    pub said: Said,
}

pub(crate) async fn search(request: StaffRequest) -> Result<Audit, Away> {
    let administrator = request.member()?.administrator();
    let by = By::Staff(administrator.map_err(|_| Away::Trouble(Trouble::NotAllowed))?);
    let search = searched(&request.said.typed);
    let found = audit::search(&request.db, &by, &search).await.map_err(Away::failed)?;
    let anchor = chain::anchor(&request.db, &by).await.map_err(Away::failed)?;
    Ok(Audit { found, anchor: anchor.map(|anchor| anchor.to_string()), said: request.said })
}

/// What the form looks for. A day that is none leaves nothing out; the post has said so.
fn searched(typed: &Typed) -> Search {
    let words = |field: &str| typed.one(field).to_owned();
    Search {
        person: words("person"),
        actor: words("actor"),
        action: words("action"),
        object: words("object"),
        from: typed.one("from").parse().ok(),
        to: typed.one("until").parse().ok(),
        before: typed.one("before").parse().ok(),
    }
}
