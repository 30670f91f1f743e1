//! Who can reach the preview, by the host that it answers at.

use std::net::{IpAddr, UdpSocket};

/// From where the preview can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// How this machine calls it: `localhost`.
    pub name: String,
    /// Whether only this machine can read it.
    pub only_here: bool,
    /// The address at which other machines find it, where it answers at all of this machine's addresses.
    pub elsewhere: Option<IpAddr>,
}

impl Reach {
    /// Of a preview that answers at `host`.
    #[must_use]
    pub fn of(host: &str) -> Self {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let address: Option<IpAddr> = bare.parse().ok();
        let only_here = bare == "localhost" || address.is_some_and(|address| address.is_loopback());
        let everywhere = address.is_some_and(|address| address.is_unspecified());
        let name = match address {
            Some(_) if only_here || everywhere => "localhost".to_owned(),
            Some(IpAddr::V6(address)) => format!("[{address}]"),
            _ => bare.to_owned(),
        };
        Self { name, only_here, elsewhere: everywhere.then(network_address).flatten() }
    }
}

/// The address of this machine in its network: the one from which it would reach others. Nothing is sent.
fn network_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip())
}

#[cfg(test)]
mod tests {
    use super::Reach;

    #[test]
    fn the_name_is_one_that_a_browser_takes() {
        let of = |host| {
            let reach = Reach::of(host);
            (reach.name, reach.only_here)
        };
        assert_eq!(of("127.0.0.1"), ("localhost".to_owned(), true));
        assert_eq!(of("[::1]"), ("localhost".to_owned(), true));
        assert_eq!(of("localhost"), ("localhost".to_owned(), true));
        assert_eq!(of("0.0.0.0"), ("localhost".to_owned(), false));
        assert_eq!(of("192.168.0.7"), ("192.168.0.7".to_owned(), false));
        assert_eq!(of("fe80::1"), ("[fe80::1]".to_owned(), false));
        assert_eq!(of("team.example"), ("team.example".to_owned(), false));
    }
}
