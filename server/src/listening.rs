//! Lines: how many may be open, and for how long somebody may take to say what they want. Who sends a
//! byte a second keeps nobody else out.

use std::{future::Future, io, pin::pin, sync::Arc, time::Duration};

use axum::{Router, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    select,
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tower::Service;

use crate::{
    peers::{Peer, Proxies},
    tls::Tls,
};

/// How lines are kept.
#[derive(Clone, Debug)]
pub struct Lines {
    /// For the head of a request, and for a line that asks nothing.
    pub head: Duration,
    /// For requests that were begun when the process is told to stop.
    pub ending: Duration,
    /// Lines at once. Others wait until one is free.
    pub most: usize,
    /// A proxy keeps lines open for those who come next.
    pub proxies: Proxies,
    /// With what lines are encrypted, if they are.
    pub tls: Option<Tls>,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            ending: Duration::from_secs(10),
            most: 4096,
            proxies: Proxies::default(),
            tls: None,
        }
    }
}

/// Longer than any proxy keeps a line that is idle: one closed from this side just as it is used
/// again would cost somebody their page.
const FOR_PROXIES: Duration = Duration::from_secs(15 * 60);
/// The longest head of a request, its cookies with it, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// Serves until told to stop, and lets every request that was begun end.
///
/// # Errors
/// When the address is lost.
pub async fn serve(
    router: Router,
    listener: TcpListener,
    lines: Lines,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let free = Arc::new(Semaphore::new(lines.most));
    let ending = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let next = async { (free.clone().acquire_owned().await, accepted(&listener).await) };
        let (place, (stream, peer)) = select! {
            next = next => next,
            () = &mut stop => break,
        };
        let Ok(place) = place else { break };
        let line = Line { router: router.clone(), peer, lines: lines.clone(), _place: place };
        tokio::spawn(line.answer(stream, ending.watcher()));
    }
    drop(listener);
    select! {
        () = ending.shutdown() => {}
        () = sleep(lines.ending) => {}
    }
    Ok(())
}

/// The next line. That there are too many open files is no reason to end: some will be closed.
async fn accepted(listener: &TcpListener) -> (TcpStream, Peer) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, Peer(peer.ip())),
            Err(error) if is_theirs(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no line could be taken");
                sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

/// Whether it was the other side that went away.
fn is_theirs(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

struct Line {
    router: Router,
    peer: Peer,
    lines: Lines,
    _place: OwnedSemaphorePermit,
}

impl Line {
    async fn answer(self, stream: TcpStream, watcher: Watcher) {
        // A page is one small answer: waiting to fill a packet would only delay it.
        let _ = stream.set_nodelay(true);
        let Some(tls) = &self.lines.tls else { return self.talk(stream, watcher).await };
        // Whoever speaks no TLS, or too slowly, is not answered.
        if let Ok(Ok(stream)) = timeout(self.lines.head, tls.accept(stream)).await {
            self.talk(stream, watcher).await;
        }
    }

    async fn talk(
        self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        watcher: Watcher,
    ) {
        let Self { router, peer, lines, _place } = self;
        let head = if lines.proxies.has(peer.0) { FOR_PROXIES } else { lines.head };
        let asked = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            router.clone().call(request)
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(head).max_buf_size(LONGEST_HEAD);
        // What goes wrong on one line is the other side's: it went away, was too slow, or spoke no HTTP.
        drop(watcher.watch(http.serve_connection(TokioIo::new(stream), asked)).await);
    }
}

#[cfg(test)]
mod tests;
