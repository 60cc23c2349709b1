//! The fields of a protocol's file. `docs/protocol.md` says what each of them means, and `docs/protocol.schema.json` tells
//! editors of them.

use chrono::{NaiveDate, NaiveTime};

use super::{
    Written,
    shape::{Fields, Said, Shape},
};
use crate::{
    keys::{MessageKey, StepKey, SurveyKey, WaveKey},
    protocol::Protocol,
    waves::Batch,
};

const NEEDED: bool = true;
const MAY: bool = false;

const HOURS: Shape = Shape::Whole(0, u16::MAX as i64);
const DAYS: Shape = Shape::Whole(0, 3660);
const WAYS: Shape = Shape::List(&WAY);
const WAY: Shape = Shape::One(&["email", "sms", "post", "phone"]);
const SENDS: Shape = Shape::List(&Shape::Table(&SEND));
const DATES: Shape = Shape::List(&Shape::Said(&DATE));
const OPEN_ON: Shape = Shape::Table(&OPEN);
const AT: Shape = Shape::Said(&TIME);
const WEEKDAY: Shape = Shape::One(&["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
const ANCHOR: Shape = Shape::One(&[
    "randomisation",
    "consent",
    "support_start",
    "support_end",
    "support_stopped",
    "job_start",
]);

static TIME: Said =
    Said { what: "a time", example: "10:00", is: |words| words.parse::<NaiveTime>().is_ok() };
static DATE: Said =
    Said { what: "a date", example: "2027-05-03", is: |words| words.parse::<NaiveDate>().is_ok() };
static A_WAVE: Said = Said {
    what: "a key of at most 32 small letters, digits and hyphens",
    example: "four-month",
    is: |words| WaveKey::new(words).is_ok(),
};
static A_BATCH: Said = Said {
    what: "a day of each week, or one from 1 to 28 of each month",
    example: "weekly on Monday",
    is: |words| words.parse::<Batch>().is_ok(),
};
static A_SURVEY: Said = Said {
    what: "a key of at most 32 small letters, digits and hyphens",
    example: "four-month",
    is: |words| SurveyKey::new(words).is_ok(),
};
static A_STEP: Said = Said {
    what: "a key of at most 20 small letters, digits and hyphens",
    example: "invitation",
    is: |words| StepKey::new(words).is_ok(),
};
static A_MESSAGE: Said = Said {
    what: "a key of at most 32 small letters, digits and hyphens",
    example: "invitation",
    is: |words| MessageKey::new(words).is_ok(),
};

impl Written for Protocol {
    const FIELDS: &'static Fields = &PROTOCOL;
    const DOCUMENTED: &'static str = "docs/protocol.md describes the fields";
}

static PROTOCOL: Fields = Fields {
    of: "a protocol",
    example: "version = 1\nhours_between = 48\nhours_late = 48\nmost_contacts = 10\n\
              hours = { email = { weekdays = { from = \"07:00\", to = \"20:00\" } } }",
    fields: &[
        ("version", Shape::Whole(1, i32::MAX as i64), NEEDED),
        ("hours_between", HOURS, NEEDED),
        ("hours_late", HOURS, NEEDED),
        ("most_contacts", HOURS, NEEDED),
        ("hours", Shape::Table(&HOURS_OF), NEEDED),
        ("holidays", Shape::Table(&HOLIDAYS), MAY),
        ("waves", Shape::List(&Shape::Table(&WAVE)), NEEDED),
    ],
};

static HOURS_OF: Fields = Fields {
    of: "the hours",
    example: "{ email = { weekdays = { from = \"07:00\", to = \"20:00\" } } }",
    fields: &[
        ("email", Shape::Table(&WEEK), MAY),
        ("sms", Shape::Table(&WEEK), MAY),
        ("post", Shape::Table(&WEEK), MAY),
        ("phone", Shape::Table(&WEEK), MAY),
    ],
};

static WEEK: Fields = Fields {
    of: "the hours of a way",
    example: "{ weekdays = { from = \"09:00\", to = \"20:00\" } }",
    fields: &[
        ("weekdays", OPEN_ON, MAY),
        ("saturday", OPEN_ON, MAY),
        ("sunday", OPEN_ON, MAY),
        ("on_holidays", Shape::Truth, MAY),
    ],
};

static OPEN: Fields = Fields {
    of: "the hours of a day",
    example: "{ from = \"09:00\", to = \"20:00\" }",
    fields: &[("from", AT, NEEDED), ("to", AT, NEEDED)],
};

static HOLIDAYS: Fields = Fields {
    of: "the holidays",
    example: "{ region = \"england_and_wales\" }",
    fields: &[
        ("region", Shape::One(&["england_and_wales", "none"]), MAY),
        ("also", DATES, MAY),
        ("except", DATES, MAY),
    ],
};

static WAVE: Fields = Fields {
    of: "a wave",
    example: "{ key = \"four-month\", prefix = \"w1\", title = \"Four months\", survey = \"four-month\", \
              anchor = \"randomisation\", opens_after = 122 }",
    fields: &[
        ("key", Shape::Said(&A_WAVE), NEEDED),
        ("prefix", Shape::Text, NEEDED),
        ("title", Shape::Text, NEEDED),
        ("survey", Shape::Said(&A_SURVEY), NEEDED),
        ("anchor", ANCHOR, NEEDED),
        ("opens_after", DAYS, NEEDED),
        ("cohorts", Shape::List(&Shape::Table(&COHORT)), MAY),
        ("batch", Shape::Said(&A_BATCH), MAY),
        ("open_for", DAYS, MAY),
        ("grace", DAYS, MAY),
        ("until_randomised", Shape::Truth, MAY),
        ("horizon", DAYS, MAY),
        ("outcomes", Shape::Truth, MAY),
        ("steps", Shape::List(&Shape::Table(&STEP)), MAY),
    ],
};

static COHORT: Fields = Fields {
    of: "an opening for a cohort",
    example: "{ cohort = 2, opens_after = 213 }",
    fields: &[
        ("cohort", Shape::Whole(i32::MIN as i64, i32::MAX as i64), NEEDED),
        ("opens_after", DAYS, NEEDED),
    ],
};

static STEP: Fields = Fields {
    of: "a step",
    example: "{ key = \"reminder\", day = 7, sends = [] }",
    fields: &[
        ("key", Shape::Said(&A_STEP), NEEDED),
        ("after", Shape::Said(&A_STEP), MAY),
        ("day", Shape::Whole(-3660, 3660), NEEDED),
        ("on", Shape::List(&WEEKDAY), MAY),
        ("to", Shape::One(&["anybody", "not_begun", "begun"]), MAY),
        ("unless", WAYS, MAY),
        ("sends", SENDS, NEEDED),
        ("otherwise", SENDS, MAY),
    ],
};

static SEND: Fields = Fields {
    of: "a message of a step",
    example: "{ way = \"email\", at = \"10:00\", message = \"invitation\" }",
    fields: &[
        ("way", WAY, NEEDED),
        ("at", AT, NEEDED),
        ("message", Shape::Said(&A_MESSAGE), NEEDED),
        ("to_begun", Shape::Said(&A_MESSAGE), MAY),
    ],
};
