//! Every phrase, by the name it has in files of translations.

macro_rules! phrases {
    ($($name:ident $key:literal $english:literal)*) => {
        /// Something that is said around the questions of a survey.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Phrase {
            $(#[doc = $english] $name,)*
        }

        impl Phrase {
            /// All, in the order in which a translator meets them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name in files.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// In English, with names in braces for what is filled in.
            #[must_use]
            pub const fn english(self) -> &'static str {
                match self { $(Self::$name => $english,)* }
            }
        }
    };
}

phrases! {
    // Around the page.
    Skip "skip" "Skip to main content"
    HelpNow "help_now" "Get help now"
    Leave "leave" "Leave this page now"
    Help "help" "Help"
    Information "information" "Information sheet"
    Privacy "privacy" "Your privacy"
    Choices "choices" "Your choices"
    Accessibility "accessibility" "Accessibility"
    Complaint "complaint" "Make a complaint"
    // On a page of questions.
    Back "back" "Back"
    Step "step" "Step {step} of about {steps}"
    Progress "progress" "{section}: step {step} of about {steps}"
    Continue "continue" "Continue"
    Later "later" "Save and finish later"
    Error "error" "Error:"
    ProblemHeading "problem_heading" "There is a problem"
    SoftHeading "soft_heading" "Please look again"
    SoftEnd "soft_end" "If it is right, press Continue."
    About "about" "“{question}”: {problem}"
    AlsoByTelephone "also_by_telephone" "An interviewer has also written down answers of yours, last at {time}. When you save a page, its answers count as they stand on it."
    // Around an answer.
    DontKnow "dont_know" "Don't know"
    Refused "refused" "Prefer not to say"
    Instead "instead" "Or choose instead"
    Or "or" "or"
    SayWhat "say_what" "Please say what"
    SayWhatFor "say_what_for" ", for: {option}"
    Low "low" "0 means {low}"
    High "high" "10 means {high}"
    Most "most" "You can write up to {most} characters"
    NotReadNow "not_read_now" "We do not read answers straight away. If you need help now:"
    DayPart "day" "Day"
    MonthPart "month" "Month"
    YearPart "year" "Year"
    AmountInPounds "amount" "Amount in pounds"
    HowOften "how_often" "How often"
    ChooseHowOften "choose_how_often" "Choose how often"
    Mobile "mobile" "Mobile phone number"
    Email "email" "Email address"
    Address "address" "Home address"
    Postcode "postcode" "Postcode"
    // What is to be put right.
    LeftOutOne "left_out_one" "Choose one answer, or press Continue to leave it out"
    LeftOutSeveral "left_out_several" "Choose all that are true for you, or press Continue to leave it out"
    LeftOutScale "left_out_scale" "Choose a number, or press Continue to leave it out"
    LeftOutGrid "left_out_grid" "Choose a number for each line, or press Continue to leave them out"
    LeftOutDate "left_out_date" "Write the date, or press Continue to leave it out"
    LeftOutMonth "left_out_month" "Write the month and the year, or press Continue to leave it out"
    LeftOutNumber "left_out_number" "Write a number, or press Continue to leave it out"
    LeftOutWords "left_out_words" "Write an answer, or press Continue to leave it out"
    OneRowLeftOut "one_row_left_out" "Choose a number for “{row}”, or press Continue to leave it out"
    RowsLeftOut "rows_left_out" "Choose a number for each line. {rows} are not answered yet. Press Continue to leave them out"
    NotAnOption "not_an_option" "Choose one of the answers on this page"
    Exclusive "exclusive" "You chose “{option}” and something else. Untick one of them"
    AnswerAndReason "answer_and_reason" "You gave an answer and also said you would rather not. Keep only one"
    NotChosen "not_chosen" "You wrote something under “{option}” but did not choose it. Choose it, or clear the box"
    PeriodMissing "period_missing" "Say how often you are paid this amount"
    NotWhole "not_whole" "Write a whole number, without a decimal point"
    OnePlace "one_place" "Use no more than 1 digit after the decimal point"
    Places "places" "Use no more than {places} digits after the decimal point"
    OutOfRange "out_of_range" "Write a number from {least} to {most}"
    NotAnAmount "not_an_amount" "Write the amount in pounds, for example 250"
    NotANumber "not_a_number" "Write a number, for example 12"
    DayMissing "day_missing" "The date needs a day as well"
    MonthMissing "month_missing" "The date needs a month as well"
    YearMissing "year_missing" "The date needs a year as well"
    DayAndMonthMissing "day_and_month_missing" "The date needs a day and a month as well"
    DayAndYearMissing "day_and_year_missing" "The date needs a day and a year as well"
    MonthAndYearMissing "month_and_year_missing" "The date needs a month and a year as well"
    NotADate "not_a_date" "That day is not in the calendar. Check the day, the month and the year, with four digits for the year"
    InTheFuture "in_the_future" "That date has not come yet. Check the date"
    AgeOutside "age_outside" "This study is for people aged {youngest} to {oldest}. Check the year, or ask us for help"
    TooYoungThen "too_young_then" "You were not yet {age} then. Check the month and the year"
    OneTooMany "one_too_many" "Shorten this by 1 character. The most we can take is {most}. All you wrote is still here"
    TooMany "too_many" "Shorten this by {over} characters. The most we can take is {most}. All you wrote is still here"
    Unreadable "unreadable" "Some of the letters did not reach us in a way we can read. They are shown as �. Write them again"
    NotAPhone "not_a_phone" "Write a phone number, for example 07700 900 982"
    NoTexts "no_texts" "No text can go to this number: it is a landline. Write a mobile number, or leave this box empty"
    NotAnEmail "not_an_email" "Write an email address, for example name@example.com"
    NotAPostcode "not_a_postcode" "Write a UK postcode, for example AB1 2CD"
    // Checking the answers.
    CheckHeading "check_heading" "Check your answers"
    CheckWords "check_words" "Look over what you told us. You can change any answer before you send."
    Change "change" "Change"
    SendHeading "send_heading" "Send your answers"
    SendWords "send_words" "Once you have sent them you cannot change them yourself, but you can ask us to."
    Send "send" "Send"
    NotAnswered "not_answered" "Not answered"
    Given "given" "Given"
    OutOfTen "out_of_ten" "{point} out of 10"
    // Filled into questions.
    InWork "in_work" "in work"
    OutOfWork "out_of_work" "out of work"
    Date "date" "{day} {month} {year}"
    MonthOfYear "month_of_year" "{month} {year}"
    January "january" "January"
    February "february" "February"
    March "march" "March"
    April "april" "April"
    May "may" "May"
    June "june" "June"
    July "july" "July"
    August "august" "August"
    September "september" "September"
    October "october" "October"
    November "november" "November"
    December "december" "December"
    // Said while the page saves by itself.
    Saving "saving" "Saving…"
    Saved "saved" "Saved"
    Offline "offline" "No connection. Your answers are kept on this page, and we will save them when it is back."
    CannotContinue "cannot_continue" "We cannot go on without a connection. Nothing is lost: leave this page open and we will go on by ourselves."
    NotSaved "not_saved" "We could not save this yet. Leave this page open: we will keep trying."
    OneLeft "one_left" "You have 1 character left"
    Left "left" "You have {count} characters left"
    OneOver "one_over" "You have 1 character too many"
    Over "over" "You have {count} characters too many"
    // On the telephone.
    Ends "ends" "0 is {low}, and 10 is {high}."
}

impl Phrase {
    /// From January to December.
    pub const MONTHS: [Self; 12] = [
        Self::January,
        Self::February,
        Self::March,
        Self::April,
        Self::May,
        Self::June,
        Self::July,
        Self::August,
        Self::September,
        Self::October,
        Self::November,
        Self::December,
    ];
}
