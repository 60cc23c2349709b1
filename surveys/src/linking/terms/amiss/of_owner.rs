//! The same of an owner of records.

use super::AtOwner;

impl AtOwner {
    /// What is wrong.
    pub(super) fn problem(&self) -> String {
        match self {
            Self::NoPurpose(purpose) => format!("there is no purpose “{purpose}”"),
            Self::Empty(field) => format!("{field} is empty"),
            Self::Backwards(ends) => format!("the agreement ends on {ends}, before it begins"),
            Self::GivenNothing => "it is given nothing by which somebody is found".to_owned(),
            Self::Twice(one) => format!("it is given the {} twice", one.words()),
            Self::NotKeyed(one) => {
                format!("a hash of the {} finds nobody who is written otherwise", one.words())
            }
            Self::NeedsNothing => "nothing is said of what is needed to find somebody".to_owned(),
            Self::NotGiven(one) => format!("the {} is needed and not given", one.words()),
            Self::SexAlone => "nobody is found by the sex alone".to_owned(),
            Self::NoSexCodes(one) => {
                format!("the {} is given, and nothing says which answer is which sex", one.words())
            }
            Self::ReturnsNothing => "it returns outcomes, and nothing says which".to_owned(),
            Self::KeepsNothing => {
                "it keeps its records, and nothing says which answers go there".to_owned()
            }
            Self::Idle(field) => format!("{field} does not go with what it does with the file"),
            Self::Outcome(name, one) => one.problem(name),
            Self::NoStatement(code) => format!("the consent form has no statement {code}"),
            Self::NotForLinking(code) => {
                format!("statement {code} does not permit that records are linked")
            }
            Self::NoForm(version, latest) => {
                format!(
                    "version {version} of the consent form is not there; the latest is {latest}"
                )
            }
        }
    }

    /// What would be right.
    pub(super) fn mend(&self) -> String {
        match self {
            Self::NoPurpose(_) => "write the key of one of [[release.purposes]]",
            Self::Empty(_) => "write what it is",
            Self::Backwards(_) => "write the earlier day as agreed_from",
            Self::GivenNothing => "write clear = [\"nino\", \"dob\"], or what the agreement allows",
            Self::Twice(_) => "name it once, under clear or under keyed",
            Self::NotKeyed(_) => "move it to clear; nino, nhs_number and slk581 may be keyed",
            Self::NeedsNothing => "write needs = [[\"nino\"], [\"last_name\", \"dob\", \"postcode\"]]",
            Self::NotGiven(_) => "name it under clear or keyed, or take it out of needs",
            Self::SexAlone => "add what is needed beside it, such as dob and last_name",
            Self::NoSexCodes(_) => {
                "write linkage.sex = { variable = \"sex\", male = 2, female = 1 }, with the survey's codes"
            }
            Self::ReturnsNothing => {
                "write [[linkage.owners.outcomes]] for each column, or gives = \"keeps\""
            }
            Self::KeepsNothing => "write answers = [\"d_ilo\"], or gives = \"returns\"",
            Self::Idle(_) => "take it out: outcomes are returned, answers go where records are kept",
            Self::Outcome(_, one) => one.mend(),
            Self::NoStatement(_) => "write the code of one of its statements, such as C5",
            Self::NotForLinking(_) => "name a statement with permits = \"link_dwp_hmrc\" or \"link_nhs\"",
            Self::NoForm(..) => "write the first version of the form that names this owner",
        }
        .to_owned()
    }
}
