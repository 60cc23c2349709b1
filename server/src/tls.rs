//! Encrypted lines, for a server without a proxy before it.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem, pem::PemObject},
    },
    server::TlsStream,
};

/// A certificate with its key, as the files were when they were last read.
#[derive(Clone, Debug)]
pub struct Tls {
    files: Arc<Files>,
    config: Arc<RwLock<Arc<ServerConfig>>>,
}

#[derive(Debug)]
struct Files {
    certificate: PathBuf,
    key: PathBuf,
}

/// Why lines cannot be encrypted.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read, or holds something else.
    #[error("{} cannot be used as the {what}: {why}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What it was to hold.
        what: &'static str,
        /// What is the matter with it.
        why: pem::Error,
    },
    /// There is no certificate in the file.
    #[error("{} holds no certificate", .0.display())]
    NoCertificate(PathBuf),
    /// The two do not belong together, or are of no kind that is known here.
    #[error("the certificate and the key cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
}

impl Tls {
    /// Reads a certificate, with those that vouch for it after it, and its key. Both are PEM.
    ///
    /// # Errors
    /// When one cannot be read, or they do not belong together.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        let files = Files { certificate: certificate.to_owned(), key: key.to_owned() };
        let config = files.read()?;
        Ok(Self { files: Arc::new(files), config: Arc::new(RwLock::new(Arc::new(config))) })
    }

    /// Reads the files again, for lines that begin from now on.
    ///
    /// # Errors
    /// As for `read`; what was read before stays in use.
    pub fn read_again(&self) -> Result<(), TlsError> {
        let config = Arc::new(self.files.read()?);
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(())
    }

    /// Agrees with the other side on how to encrypt.
    ///
    /// # Errors
    /// When the other side does not.
    pub async fn accept<S>(&self, stream: S) -> io::Result<TlsStream<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let config = self.config.read().unwrap_or_else(PoisonError::into_inner).clone();
        TlsAcceptor::from(config).accept(stream).await
    }
}

impl Files {
    fn read(&self) -> Result<ServerConfig, TlsError> {
        let not = |file: &Path, what| {
            let file = file.to_owned();
            move |why| TlsError::File { file, what, why }
        };
        let certificates = CertificateDer::pem_file_iter(&self.certificate)
            .and_then(|certificates| certificates.collect::<Result<Vec<_>, _>>())
            .map_err(not(&self.certificate, "certificate"))?;
        if certificates.is_empty() {
            return Err(TlsError::NoCertificate(self.certificate.clone()));
        }
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(not(&self.key, "key"))?;
        let provider = Arc::new(ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(certificates, key)?;
        // The strongest suite that both have, in our order and not in the browser's.
        config.ignore_client_order = true;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }
}
