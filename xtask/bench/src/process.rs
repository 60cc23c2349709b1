//! Programs that are watched while they run: how long, and with how much memory.

use crate::{http::Connection, store::Store};
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A command that came to its end.
pub struct Finished {
    pub took: Duration,
    /// The most memory that was resident at any time.
    pub peak_mb: f64,
}

/// How often memory is looked at. The system keeps the peak, so only the last moment can be missed.
const LOOK: Duration = Duration::from_millis(2);

/// Runs a command to its end, or ends it after `at_most`.
pub fn watch(command: &mut Command, at_most: Duration) -> Result<Finished> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let started = Instant::now();
    let mut running = Running(command.spawn().context("the program cannot be started")?);
    let mut peak_mb: f64 = 0.0;
    loop {
        if let Some(status) = running.0.try_wait()? {
            let took = started.elapsed();
            let said = running.0.stderr.take().map(std::io::read_to_string).transpose()?;
            ensure!(status.success(), "it ended with {status}: {}", said.unwrap_or_default());
            return Ok(Finished { took, peak_mb });
        }
        if started.elapsed() > at_most {
            bail!("it did not end within {} s", at_most.as_secs());
        }
        peak_mb = peak_mb.max(memory_mb(running.0.id(), "VmHWM").unwrap_or_default());
        thread::sleep(LOOK);
    }
}

/// The server, listening on a free port of this machine.
pub struct Serving {
    running: Running,
    pub address: SocketAddr,
    /// From the start of the process to its first answer.
    pub ready_after: Duration,
}

impl Serving {
    pub async fn start(store: &Store) -> Result<Serving> {
        let log = File::create(store.folder.join("serve.log"))?;
        let mut command = store.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let started = Instant::now();
        let mut running = Running(command.spawn().context("the server cannot be started")?);
        let address = match address(&mut running.0)? {
            Some(address) => address,
            None => bail!("{}", fs::read_to_string(store.folder.join("serve.log"))?),
        };
        let mut line = Connection::open(address).await?;
        let alive = line.ask(b"GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n").await?;
        let ready_after = started.elapsed();
        ensure!(alive.status == 200, "/livez answers {}", alive.status);
        Ok(Serving { running, address, ready_after })
    }

    pub fn resident_mb(&self) -> Result<f64> {
        memory_mb(self.running.0.id(), "VmRSS").context("the server has ended")
    }

    /// Ends it as a power cut would: by SIGKILL, between one instruction and the next.
    pub fn kill(self) {}
}

/// `Serving on http://127.0.0.1:41234` is the first line it prints.
fn address(child: &mut Child) -> Result<Option<SocketAddr>> {
    let output = child.stdout.take().context("the server's output")?;
    let mut first = String::new();
    BufReader::new(output).read_line(&mut first)?;
    let said = first.trim().rsplit_once("http://").map(|(_, address)| address.parse());
    said.transpose().context("the server listens on no address")
}

/// A process of ours, which does not outlive us.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended by itself cannot be ended, and need not be.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn memory_mb(process: u32, field: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}
