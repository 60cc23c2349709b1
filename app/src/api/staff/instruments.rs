//! What evaluators and administrators read of instruments and of the licences for them.

use chrono::NaiveDate;
use records::{
    auth::By,
    rights::{self, OnRecord},
};

use super::{Away, Trouble, door::StaffRequest};

/// The rights register.
pub(crate) struct Register {
    pub on_record: Vec<OnRecord>,
    pub today: NaiveDate,
}

pub(crate) async fn register(request: StaffRequest) -> Result<Register, Away> {
    let reader = request.member()?.rights_reader();
    let by = By::Staff(reader.map_err(|_| Away::Trouble(Trouble::NotAllowed))?);
    let on_record = rights::list(&request.db, &by).await.map_err(Away::failed)?;
    Ok(Register { on_record, today: request.now.date_naive() })
}
