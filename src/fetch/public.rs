//! Which machines may be asked: those of the public network, and no others.
//!
//! The text of a post names the address, so it could name the router, a printer or a service of
//! one's own machine. What is not globally reachable after the registries of special-purpose
//! addresses ([RFC 6890](https://www.rfc-editor.org/rfc/rfc6890) and what IANA added to it) is
//! refused. So are the IPv6 addresses that only carry an IPv4 one that is refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Which addresses may be connected to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Also this machine: tests have a server there.
    loopback: bool,
}

impl Policy {
    /// Those of the public network.
    pub const PUBLIC: Policy = Policy { loopback: false };

    /// Those and this machine.
    #[cfg(test)]
    pub(crate) const WITH_LOOPBACK: Policy = Policy { loopback: true };

    /// True when this address may be connected to.
    pub fn permits(self, address: IpAddr) -> bool {
        is_public(address) || (self.loopback && address.is_loopback())
    }
}

/// Blocks of IPv4 that are not public unicast: their first address and the bits that count.
const IPV4: [(Ipv4Addr, u32); 15] = [
    // This network.
    (Ipv4Addr::UNSPECIFIED, 8),
    // Private.
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    // Shared by the customers of a provider (CGNAT).
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    // Loopback.
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    // Link-local; the metadata of many clouds.
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    // Private.
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    // Protocol assignments.
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    // Documentation.
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    // Relays of 6to4, given up.
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    // Private.
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    // Benchmarks.
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    // Documentation.
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // Multicast.
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    // Reserved, and the broadcast.
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Blocks within the global unicast of IPv6 (`2000::/3`) that are not public.
const IPV6: [(Ipv6Addr, u32); 3] = [
    // Protocol assignments: Teredo, benchmarks, ORCHID.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    // Documentation.
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match carried(address) {
            Some(carried) => is_public_v4(carried),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_in = |&(first, bits): &(Ipv4Addr, u32)| {
        let apart = address.to_bits() ^ first.to_bits();
        apart.leading_zeros() >= bits
    };
    !IPV4.iter().any(is_in)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let is_global = address.to_bits() >> 125 == 1;
    let is_in = |&(first, bits): &(Ipv6Addr, u32)| {
        let apart = address.to_bits() ^ first.to_bits();
        apart.leading_zeros() >= bits
    };
    is_global && !IPV6.iter().any(is_in)
}

/// The IPv4 address that an IPv6 address leads to: mapped (`::ffff:0:0/96`), of 6to4 (`2002::/16`),
/// of NAT64 (`64:ff9b::/96`). Those of other translations are not global unicast.
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => {
            Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

    use super::*;

    fn permits(policy: Policy, address: &str) -> bool {
        policy.permits(address.parse().unwrap())
    }

    #[test]
    fn every_class_that_is_not_public_is_refused_from_its_first_address_to_its_last() {
        for (class, first, last) in [
            ("this network", "0.0.0.0", "0.255.255.255"),
            ("private", "10.0.0.0", "10.255.255.255"),
            ("shared", "100.64.0.0", "100.127.255.255"),
            ("loopback", "127.0.0.0", "127.255.255.255"),
            ("link-local", "169.254.0.0", "169.254.255.255"),
            ("private", "172.16.0.0", "172.31.255.255"),
            ("assignments", "192.0.0.0", "192.0.0.255"),
            ("documentation", "192.0.2.0", "192.0.2.255"),
            ("relays", "192.88.99.0", "192.88.99.255"),
            ("private", "192.168.0.0", "192.168.255.255"),
            ("benchmarks", "198.18.0.0", "198.19.255.255"),
            ("documentation", "198.51.100.0", "198.51.100.255"),
            ("documentation", "203.0.113.0", "203.0.113.255"),
            ("multicast", "224.0.0.0", "239.255.255.255"),
            ("reserved", "240.0.0.0", "255.255.255.255"),
            ("unspecified and compatible", "::", "::ffff:ffff"),
            ("loopback", "::1", "::1"),
            ("compatible", "::8.8.8.8", "::8.8.8.8"),
            ("mapped private", "::ffff:10.0.0.0", "::ffff:10.255.255.255"),
            ("mapped loopback", "::ffff:127.0.0.1", "::ffff:127.0.0.1"),
            ("translated", "::ffff:0:8.8.8.8", "::ffff:0:8.8.8.8"),
            ("NAT64 of private", "64:ff9b::10.0.0.1", "64:ff9b::10.1.2.3"),
            ("NAT64 of a site", "64:ff9b:1::", "64:ff9b:1:ffff::8.8.8.8"),
            ("discard", "100::", "100::ffff"),
            ("Teredo", "2001::", "2001:0:ffff::ffff"),
            ("assignments", "2001:2::", "2001:1ff:ffff::"),
            ("documentation", "2001:db8::", "2001:db8:ffff::"),
            ("6to4 of private", "2002:a00::", "2002:aff:ffff::1"),
            ("6to4 of loopback", "2002:7f00:1::", "2002:7f00:1::1"),
            (
                "6to4 of link-local",
                "2002:a9fe:a9fe::1",
                "2002:a9fe:a9fe::1",
            ),
            ("documentation", "3fff::", "3fff:fff:ffff::"),
            ("segment routing", "5f00::", "5f00:ffff::"),
            ("unique local", "fc00::", "fdff:ffff:ffff::"),
            ("link-local", "fe80::", "febf:ffff::1"),
            ("site-local", "fec0::", "feff:ffff::1"),
            ("multicast", "ff00::", "ff02::1"),
            ("unassigned", "4000::", "4000::1"),
        ] {
            for address in [first, last] {
                assert!(!permits(Policy::PUBLIC, address), "{class}: {address}");
            }
        }
    }

    #[test]
    fn what_lies_beside_them_is_public() {
        for address in [
            "1.0.0.0",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2606:4700::1111",
            "2a00:1450::1",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2002:808:808::1",
        ] {
            assert!(permits(Policy::PUBLIC, address), "{address}");
        }
    }

    #[test]
    fn the_policy_of_the_tests_opens_nothing_but_this_machine() {
        for address in ["127.0.0.1", "::1", "8.8.8.8"] {
            assert!(permits(Policy::WITH_LOOPBACK, address), "{address}");
        }
        for address in ["10.0.0.1", "192.168.1.1", "::ffff:127.0.0.1", "fe80::1"] {
            assert!(!permits(Policy::WITH_LOOPBACK, address), "{address}");
        }
        assert_eq!(Policy::default(), Policy::PUBLIC);
    }
}
