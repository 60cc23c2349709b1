//! A question as an interviewer has it: what is read out, what is not, and what may be asked again.

use std::fmt::Write;

use surveys::{
    definition::{Question, Survey},
    spoken::{Spoken, SpokenOption, spoken},
};

pub fn write_question(out: &mut String, survey: &Survey, question: &Question) -> std::fmt::Result {
    let Spoken { ask, ends, rows, options, never_read_out, probes, define } =
        spoken(question, &survey.words);
    writeln!(out, "{}  {ask}", question.key)?;
    super::write_asked_if(out, survey, question)?;
    if let Some(ends) = ends {
        writeln!(out, "    {ends}")?;
    }
    for (key, words) in rows {
        writeln!(out, "      {key}  {words}")?;
    }
    let (read_out, not_read_out): (Vec<_>, Vec<_>) =
        options.into_iter().partition(|option| option.is_read_out);
    write_options(out, "Read out", &read_out)?;
    let reasons = never_read_out.map(|reason| SpokenOption {
        code: reason.code(),
        words: survey.words.reason(reason).to_owned(),
        is_read_out: false,
    });
    write_options(out, "Do not read out", &[not_read_out, reasons.to_vec()].concat())?;
    for probe in probes {
        writeln!(out, "    Ask again: “{probe}”")?;
    }
    if let Some(define) = define {
        writeln!(out, "    When somebody asks what it means: {define}")?;
    }
    writeln!(out)
}

fn write_options(out: &mut String, how: &str, options: &[SpokenOption]) -> std::fmt::Result {
    if options.is_empty() {
        return Ok(());
    }
    writeln!(out, "    {how}:")?;
    options
        .iter()
        .try_for_each(|option| writeln!(out, "      {:>3}  {}", option.code, option.words))
}
