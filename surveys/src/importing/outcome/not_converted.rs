//! Why there is nothing for an item.

use super::Told;

/// Why there is nothing for an item.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotConverted {
    /// It names somebody.
    #[error(
        "it names somebody: names, contact details and numbers are enrolled, or asked with “kind = \"contact\"”, and \
         never stand among the answers"
    )]
    Identifier,
    /// The number under which the other system keeps a record.
    #[error(
        "it is the number of the record there: people have a number of their own here, and are not asked for it"
    )]
    RecordNumber,
    /// Nothing is sent as a file.
    #[error("nobody can send a file, a picture, a recording or a signature")]
    File,
    /// Nobody is located.
    #[error("nobody's place on a map is asked for")]
    Location,
    /// Options that only the other system has.
    #[error("its options come from a database that is not here")]
    Database,
    /// Options in another file.
    #[error("its options are in “{}”, which is not in this file; write them into it", Told(.0))]
    Elsewhere(String),
    /// A page of a set of codes.
    #[error(
        "the file has only {has}{} of the codes of its set; put all of them into it, and bring it again",
        .of.map(|of| format!(" of {of}")).unwrap_or_default()
    )]
    PartOfSet {
        /// Codes in the file.
        has: usize,
        /// Codes of the set, where the file says.
        of: Option<usize>,
    },
    /// A type that we do not know.
    #[error("there is no type “{}” that we know of", Told(.0))]
    UnknownType(String),
    /// It has no type.
    #[error("it has no type")]
    Typeless,
    /// Things are put into an order.
    #[error("nobody can put options into an order; ask for the first choice, then for the second")]
    Ranking,
    /// It has no options.
    #[error("it has no options")]
    NoOptions,
    /// An option that cannot be read.
    #[error("its option “{}” has no code; write code, comma, words", Told(.0))]
    Option(String),
    /// A row of a list without a list.
    #[error(
        "it belongs to no list; if its cell is merged with the one above, undo that and write the name in each row"
    )]
    Listless,
    /// An option without a name, or by the name of another.
    #[error("it has no name of its own in its list")]
    Nameless,
    /// An option that is no code, number or word.
    #[error("one of its options is “{}”, which cannot be chosen here", Told(.0))]
    OptionOf(String),
    /// Two options by one name.
    #[error("two of its options are called “{}”", Told(.0))]
    OptionTwice(String),
    /// Codes of other systems.
    #[error("the codes that {0} items have in other systems are not kept")]
    ItemCodes(usize),
    /// A list that no question has.
    #[error("no question has this list")]
    Unused,
    /// It shows something that has no words.
    #[error("it has no words; a picture or a film is left out")]
    Wordless,
    /// Words that nothing follows.
    #[error(
        "no question comes after it, and the page that thanks people is the same for every survey; if “{}” says more \
         than that, write it into the “intro” of the last page", Told(.0)
    )]
    NothingFollows(String),
    /// A heading that nothing follows.
    #[error("none of its questions is here, so nobody reads its heading")]
    NothingWithin,
    /// A row that names no field.
    #[error("it has no variable name: write one into the first column")]
    Unnamed,
    /// Cells do not stand under their titles.
    #[error(
        "it has {has} cells, where {titles} have titles, so nobody can tell which is which: put quotation marks around each \
         cell with a comma in it"
    )]
    CellsOf {
        /// Cells of the row.
        has: usize,
        /// Cells that the other rows have.
        titles: usize,
    },
    /// Quotation marks within a cell.
    #[error(
        "a cell in it goes on behind the quotation mark that closes it: write two marks for each that stands within a cell"
    )]
    TornCell,
    /// Words that nothing follows among what they belong to.
    #[error(
        "no question of “{}” comes after it; put its words where they are to be read: “{}”", Told(.form), Told(.words)
    )]
    NothingFollowsIn {
        /// The form of which no question comes.
        form: String,
        /// What is read there.
        words: String,
    },
    /// Words that only some read.
    #[error(
        "it is read only if “{}”, and words before a question are read by everybody who comes to the page; put them \
         into the “hint” of a question that has this condition", Told(.0)
    )]
    ReadBySome(String),
    /// A formula that is more than ours.
    #[error(
        "“{}” is not a sum, a mean, an age or a choice between codes of fields that are here; work it out \
         from the export, or write cases under “derived”", Told(.0)
    )]
    Formula(String),
    /// A formula in a language that is read in conditions alone.
    #[error(
        "“{}” is FHIRPath, of which only conditions are read; work it out from the export, or write a formula or cases \
         under “derived”", Told(.0)
    )]
    Path(String),
    /// A formula that would count something else.
    #[error(
        "“{}” counts “{field}”, of which an option has another code here; work it out from the export", Told(.formula)
    )]
    FormulaOf {
        /// The formula there.
        formula: String,
        /// What it counts.
        field: String,
    },
    /// A value from another file.
    #[error("it looks a value up in “{}”, which is not in this file; join that to the export", Told(.0))]
    LookedUp(String),
    /// It is asked several times.
    #[error("it is asked once for each of several things, and here everything is asked once")]
    Repeated,
    /// Nobody is asked.
    #[error("it is asked of nobody there")]
    Never,
    /// Nobody can fulfil its condition.
    #[error(
        "it is asked of nobody there: “{}” wants “{}”, which “{key}” has not; mend that there, and bring it again",
        Told(.logic), Told(.code)
    )]
    NeverFor {
        /// The condition there.
        logic: String,
        /// The question here.
        key: String,
        /// The code there.
        code: String,
    },
    /// It is switched off.
    #[error("it is switched off there (“disabled”)")]
    Disabled,
    /// Its value is given by a program.
    #[error("nobody sees it: its value comes from elsewhere")]
    Hidden,
    /// Nobody can change it.
    #[error("nobody can answer it there: it only shows a value")]
    ReadOnly,
    /// It says something about the device.
    #[error("nothing is kept about the device, its user or where they are")]
    Device,
    /// It only draws what others have.
    #[error("it only shows the options that the questions after it have; each shows its own here")]
    Header,
    /// It points at another record.
    #[error("it asks for a record of another system")]
    Reference,
    /// An end without a beginning.
    #[error("it ends what was not begun")]
    Unbegun,
    /// A column that we do not know.
    #[error("there is no column of this name that we know of")]
    UnknownColumn,
    /// A column that nothing here does anything with.
    #[error("nothing here does what this column says of {0} fields")]
    ColumnOf(usize),
    /// A column of options at which nothing looks.
    #[error("no “choice_filter” looks at this column, which says something of {0} options")]
    ColumnOfOptions(usize),
    /// Cells that stand under no title.
    #[error("it has cells in columns without a title")]
    Untitled,
    /// A sheet that is none of the three.
    #[error("only the sheets “survey”, “choices”, “external_choices” and “settings” are read")]
    OtherSheet,
    /// A setting that nothing here does.
    #[error("it says “{}”, which a survey here does not have", Told(.0))]
    Setting(String),
    /// Nobody can tell which language it is.
    #[error("nobody can tell which language this is: write its code behind it, as in “Welsh (cy)”")]
    LanguageUnknown,
    /// The words of a language that is there already.
    #[error("the survey has this language already; take one of the two out")]
    LanguageTwice,
    /// More languages than are brought.
    #[error(
        "{0} rows have words in it, and the file is too large to bring so many languages; divide it"
    )]
    TooManyLanguages(usize),
    /// A cell that holds an error.
    #[error("the cell “{0}” holds an error of the spreadsheet, and counts as empty")]
    ErrorInCell(String),
    /// A formula that was never worked out.
    #[error(
        "the cell “{0}” holds a formula that no spreadsheet has worked out, and counts as empty; open the file in one, and \
         save it"
    )]
    FormulaOpen(String),
}
