//! What has to arrive before the first question can be read.

use crate::{
    http::{Answer, Connection},
    process::Serving,
    table::{Budget, Cell},
    visit::{COMPRESSED, Person},
};
use anyhow::{Context, Result, ensure};

pub async fn measure(serving: &Serving, person: &Person) -> Result<Cell> {
    let mut line = Connection::open(serving.address).await?;
    let page = line.ask(&person.request(&person.at, "")).await?;
    let html = String::from_utf8_lossy(&page.body);
    let style = style(&html).context("the page names no style sheet; was the site built in?")?;

    let page = compressed(&mut line, person, &person.at).await?;
    let style = compressed(&mut line, person, style).await?;
    let kb = |bytes: usize| bytes as f64 / 1024.0;
    let total = kb(page.wire_bytes + style.wire_bytes);
    let mut cell = Cell::default();
    cell.show(format!(
        "{total:.1} KB: HTML {:.1}, CSS {:.1}, headers {:.1}",
        kb(page.body.len()),
        kb(style.body.len()),
        total - kb(page.body.len() + style.body.len()),
    ));
    cell.judge("size", total, Budget::AtMost(14.0));
    Ok(cell)
}

async fn compressed(line: &mut Connection, person: &Person, path: &str) -> Result<Answer> {
    let answer = line.ask(&person.request(path, COMPRESSED)).await?;
    let form = answer.header("content-encoding");
    let packed = matches!(form, Some("br" | "gzip"));
    ensure!(answer.status == 200 && packed, "{path} comes as {form:?}, not packed");
    Ok(answer)
}

fn style(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once("rel=\"stylesheet\" href=\"")?;
    rest.split('"').next()
}
