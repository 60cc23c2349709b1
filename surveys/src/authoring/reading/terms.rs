//! The fields of the file of a study's terms. `docs/linkage.md` says what each of them means, and `docs/terms.schema.json`
//! tells editors of them.

use chrono::NaiveDate;

use super::{
    Written,
    shape::{Fields, Said, Shape},
};
use crate::{
    keys::{OutcomeKey, OwnerKey, PurposeKey, QuestionKey},
    linking::terms::Terms,
};

const NEEDED: bool = true;
const MAY: bool = false;

const CODE: Shape = Shape::Whole(i32::MIN as i64, i32::MAX as i64);
const DAY: Shape = Shape::Said(&DATE);
const VARIABLE: Shape = Shape::Said(&A_VARIABLE);
const FIELDS: Shape = Shape::List(&FIELD);
const FIELD: Shape = Shape::One(&[
    "nino",
    "nhs_number",
    "slk581",
    "first_name",
    "last_name",
    "dob",
    "postcode",
    "sex",
]);

static DATE: Said =
    Said { what: "a date", example: "2027-05-03", is: |words| words.parse::<NaiveDate>().is_ok() };
static A_PURPOSE: Said = Said {
    what: "a key of at most 32 small letters, digits and hyphens",
    example: "evaluation",
    is: |words| PurposeKey::new(words).is_ok(),
};
static AN_OWNER: Said = Said {
    what: "a key of at most 32 small letters, digits and hyphens",
    example: "dwp-hmrc",
    is: |words| OwnerKey::new(words).is_ok(),
};
static AN_OUTCOME: Said = Said {
    what: "a name of at most 24 small letters, digits and underscores",
    example: "weeks_worked",
    is: |words| OutcomeKey::new(words).is_ok(),
};
static A_VARIABLE: Said = Said {
    what: "the name of a variable, of at most 20 small letters, digits and underscores",
    example: "d_age",
    is: |words| QuestionKey::new(words).is_ok(),
};

impl Written for Terms {
    const FIELDS: &'static Fields = &TERMS;
    const DOCUMENTED: &'static str = "docs/linkage.md describes the fields";
}

static TERMS: Fields = Fields {
    of: "the terms",
    example: "version = 1\nrelease = { purposes = [{ key = \"evaluation\", title = \"The evaluation\" }] }",
    fields: &[
        ("version", Shape::Whole(1, i32::MAX as i64), NEEDED),
        ("release", Shape::Table(&RELEASE), NEEDED),
        ("linkage", Shape::Table(&LINKAGE), MAY),
    ],
};

static RELEASE: Fields = Fields {
    of: "what holds of every release",
    example: "{ purposes = [{ key = \"evaluation\", title = \"The evaluation\" }] }",
    fields: &[
        ("frozen_on", DAY, MAY),
        ("purposes", Shape::List(&Shape::Table(&PURPOSE)), NEEDED),
        ("bands", Shape::List(&Shape::Table(&BANDS)), MAY),
        ("rare", Shape::List(&Shape::Table(&RARE)), MAY),
    ],
};

static PURPOSE: Fields = Fields {
    of: "a purpose",
    example: "{ key = \"evaluation\", title = \"The evaluation\" }",
    fields: &[
        ("key", Shape::Said(&A_PURPOSE), NEEDED),
        ("title", Shape::Text, NEEDED),
        ("consent", Shape::Text, MAY),
    ],
};

static BANDS: Fields = Fields {
    of: "the bands of a number",
    example: "{ variable = \"d_age\", from = [16, 25, 35, 50, 65, 80] }",
    fields: &[("variable", VARIABLE, NEEDED), ("from", Shape::List(&CODE), NEEDED)],
};

static RARE: Fields = Fields {
    of: "a rule for rare codes",
    example: "{ variable = \"ethdet\", under = 10, other = 97 }",
    fields: &[
        ("variable", VARIABLE, NEEDED),
        ("under", Shape::Whole(0, u32::MAX as i64), NEEDED),
        ("other", CODE, NEEDED),
    ],
};

static LINKAGE: Fields = Fields {
    of: "what holds of linking",
    example: "{ owners = [] }",
    fields: &[
        ("sex", Shape::Table(&SEX), MAY),
        ("owners", Shape::List(&Shape::Table(&OWNER)), MAY),
    ],
};

static SEX: Fields = Fields {
    of: "how the sex is read",
    example: "{ variable = \"sex\", male = 2, female = 1 }",
    fields: &[("variable", VARIABLE, NEEDED), ("male", CODE, NEEDED), ("female", CODE, NEEDED)],
};

static OWNER: Fields = Fields {
    of: "an owner of records",
    example: "{ key = \"dwp-hmrc\", title = \"DWP and HMRC\", purpose = \"evaluation\", agreement = \"DSA-14\", \
              agreed_from = \"2026-09-01\", agreed_to = \"2029-08-31\", consent = \"C5\", clear = [\"nino\"], \
              needs = [[\"nino\"]], gives = \"returns\" }",
    fields: &[
        ("key", Shape::Said(&AN_OWNER), NEEDED),
        ("title", Shape::Text, NEEDED),
        ("purpose", Shape::Said(&A_PURPOSE), NEEDED),
        ("agreement", Shape::Text, NEEDED),
        ("agreed_from", DAY, NEEDED),
        ("agreed_to", DAY, NEEDED),
        ("consent", Shape::Text, NEEDED),
        ("since_form", Shape::Whole(1, i32::MAX as i64), MAY),
        ("clear", FIELDS, MAY),
        ("keyed", FIELDS, MAY),
        ("needs", Shape::List(&FIELDS), NEEDED),
        ("gives", Shape::One(&["returns", "keeps"]), NEEDED),
        ("outcomes", Shape::List(&Shape::Table(&OUTCOME)), MAY),
        ("answers", Shape::List(&VARIABLE), MAY),
        ("frozen_on", DAY, MAY),
    ],
};

static OUTCOME: Fields = Fields {
    of: "a column that is returned",
    example: "{ name = \"weeks_worked\", label = \"Weeks in work, 2027\", holds = \"whole\" }",
    fields: &[
        ("name", Shape::Said(&AN_OUTCOME), NEEDED),
        ("label", Shape::Text, NEEDED),
        ("holds", Shape::One(&["whole", "number", "date", "code"]), NEEDED),
        ("least", Shape::Number, MAY),
        ("most", Shape::Number, MAY),
        ("codes", Shape::List(&Shape::Table(&OUTCOME_CODE)), MAY),
    ],
};

static OUTCOME_CODE: Fields = Fields {
    of: "a code of a column",
    example: "{ code = 1, text = \"In work\" }",
    fields: &[("code", CODE, NEEDED), ("text", Shape::Text, NEEDED)],
};
