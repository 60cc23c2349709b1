//! Surveys from elsewhere: what becomes of each item is told, and what comes out can be asked.

mod workbook;

mod brought;

mod redcap;

mod words_between;

mod orders;

mod sets;

mod dictionaries_of_others;

mod dictionaries;

mod reasons;

mod encodings;

mod xlsform;

mod older_forms;

mod expressions;

mod cascades;

mod broken;

mod swollen;

mod fhir;

mod written_elsewhere;

mod questionnaires;

mod languages;

mod told_in_full;

mod known;

mod anything;

mod torn_tables;

mod in_vain;

mod read_only;

mod nearly_right;
