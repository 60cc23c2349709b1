use std::net::SocketAddr;

use axum::routing::{get, post};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::oneshot,
    task::JoinHandle,
};

use super::*;

/// A site with one page and one form, on lines that are kept like this.
struct Site {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<io::Result<()>>,
}

async fn site(lines: Lines) -> Site {
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/form", post(async |body: String| format!("got {body}")));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address");
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(serve(router, listener, lines, async move { drop(stopped.await) }));
    Site { address, stop, ended }
}

fn quick() -> Lines {
    Lines { head: Duration::from_millis(50), ending: Duration::from_secs(5), ..Lines::default() }
}

/// Opens a line and says this on it.
async fn says(site: &Site, words: &str) -> TcpStream {
    let mut line = TcpStream::connect(site.address).await.expect("a line");
    line.write_all(words.as_bytes()).await.expect("it is sent");
    line
}

/// All that comes until the line is cut.
async fn all(line: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // A line that is cut while something is on its way ends in an error.
    let _ = line.read_to_end(&mut answer).await;
    String::from_utf8(answer).expect("text")
}

#[tokio::test]
async fn a_line_on_which_somebody_says_what_they_want_bit_by_bit_is_cut() {
    let site = site(quick()).await;

    let mut slow = says(&site, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await;
    let mut silent = says(&site, "").await;

    assert_eq!(all(&mut slow).await, "");
    assert_eq!(all(&mut silent).await, "");
}

#[tokio::test]
async fn while_others_hold_every_line_the_next_waits_and_is_then_answered() {
    let site = site(Lines { most: 2, ..quick() }).await;
    let _held = [says(&site, "GET / HTTP").await, says(&site, "").await];

    let mut next = says(&site, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;

    assert!(all(&mut next).await.ends_with("here"));
}

#[tokio::test]
async fn a_proxy_may_hold_a_line_that_others_may_not() {
    let proxies = Proxies::read(["127.0.0.1"]).expect("an address");
    let site = site(Lines { proxies, ..quick() }).await;
    let mut proxy = says(&site, "GET / HTTP/1.1\r\nHost: x\r\n").await;

    let cut = timeout(Duration::from_millis(200), proxy.read_u8()).await;
    proxy.write_all(b"Connection: close\r\n\r\n").await.expect("it is sent");

    assert!(cut.is_err(), "nothing is said on it meanwhile");
    assert!(all(&mut proxy).await.ends_with("here"));
}

#[tokio::test]
async fn a_head_without_end_is_refused_before_it_is_read() {
    let site = site(Lines::default()).await;
    let cookies = "c".repeat(2 * LONGEST_HEAD);

    let mut long = says(&site, &format!("GET / HTTP/1.1\r\nHost: x\r\nCookie: {cookies}")).await;
    let mut far = says(&site, &format!("GET /{cookies}")).await;
    let many = "a: b\r\n".repeat(200);
    let mut many = says(&site, &format!("GET / HTTP/1.1\r\n{many}\r\n")).await;

    assert!(all(&mut long).await.starts_with("HTTP/1.1 431 "));
    assert!(all(&mut far).await.starts_with("HTTP/1.1 431 "));
    assert!(all(&mut many).await.starts_with("HTTP/1.1 431 "));
}

#[tokio::test]
async fn what_is_no_http_is_refused_and_the_site_goes_on() {
    let site = site(quick()).await;
    let both = "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked";
    for junk in ["\0\0\0\0\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET  /\r\n\r\n"] {
        let answer = all(&mut says(&site, junk).await).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{junk:?}: {answer}");
    }
    let smuggled = format!("{both}\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    let answer = all(&mut says(&site, &smuggled).await).await;
    assert!(!answer.contains("here"), "a second request was read out of a body: {answer}");

    let mut next = says(&site, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(all(&mut next).await.ends_with("here"));
}

#[tokio::test]
async fn a_form_that_is_half_sent_when_the_server_is_stopped_is_still_answered() {
    let site = site(Lines::default()).await;
    let head =
        "POST /form HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 6\r\n\r\n";
    let mut form = says(&site, head).await;
    // The handler is reading once it asks for the rest.
    let mut go_on = [0; 25];
    form.read_exact(&mut go_on).await.expect("an answer");
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    form.write_all(b"ans").await.expect("half");

    site.stop.send(()).expect("it hears");
    form.write_all(b"wer").await.expect("the rest");

    assert!(all(&mut form).await.ends_with("got answer"));
    site.ended.await.expect("it ends").expect("in order");
}
