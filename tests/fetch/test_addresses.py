"""Links cleaned, and refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.fetch.address import allowed, is_public
from newstemma.fetch.addresses import clean_link, page_key, same_site
from newstemma.fetch.reasons import Miss


@pytest.mark.parametrize(
    ("given_", "cleaned"),
    [
        ("HTTP://Lamp.Test:80/a#top", "http://lamp.test/a"),
        ("https://lamp.test/a?id=5&utm_source=x&fbclid=y", "https://lamp.test/a?id=5"),
        ("https://me:secret@lamp.test/a", "https://lamp.test/a"),
        ("https://lamp.test/a b/ü", "https://lamp.test/a%20b/%C3%BC"),
        ("https://lämp.test/", "https://xn--lmp-qla.test/"),
        ("https://www.google.com/amp/s/lamp.test/a/amp/", "https://lamp.test/a/amp/"),
        ("https://lamp-test.cdn.ampproject.org/c/s/lamp.test/a", "https://lamp.test/a"),
        ("https://lamp.test/?q=a+b&x=%20", "https://lamp.test/?q=a+b&x=%20"),
    ],
)
def test_links_are_cleaned(given_: str, cleaned: str) -> None:
    """Tracking, fragments, passwords and caches go; what names the page stays as it is."""
    assert clean_link(given_) == cleaned


@pytest.mark.parametrize(
    "link", ["ftp://lamp.test/a", "javascript:alert(1)", "file:///etc/passwd", "http://", "http://[::1",
             "x" * 9000, "http://lamp.test:99999/", "mailto:a@lamp.test", ""],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(link: str) -> None:
    """Other schemes and broken addresses are refused by name."""
    with pytest.raises(Miss, match="bad-link"):
        clean_link(link)


@given(st.text(max_size=60))
def test_cleaning_a_clean_link_changes_nothing(text: str) -> None:
    """A cleaned link is clean."""
    try:
        once = clean_link("https://lamp.test/" + text)
    except Miss:
        return
    assert clean_link(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.lamp.test/a/", "http://lamp.test/a"),
        ("https://m.lamp.test/a", "https://lamp.test/a"),
        ("https://lamp.test/a/amp", "https://lamp.test/a"),
        ("https://lamp.test/a?amp=1", "https://lamp.test/a"),
        ("https://lamp.test/?b=2&a=1", "https://lamp.test/?a=1&b=2"),
    ],
)
def test_two_addresses_of_one_page(one: str, other: str) -> None:
    """Forms of one address have one key."""
    assert page_key(one) == page_key(other)


def test_two_pages_have_two_keys() -> None:
    """The query names the page on many sites."""
    assert page_key("https://lamp.test/?id=1") != page_key("https://lamp.test/?id=2")


def test_a_site_is_a_registered_domain() -> None:
    """Hosts of one domain are one site; two customers of one suffix are not."""
    assert same_site("https://www.lamp.co.uk/", "https://m.lamp.co.uk/x")
    assert not same_site("https://lamp.co.uk/", "https://gull.co.uk/")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1",
     "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "224.0.0.1",
     "255.255.255.255", "::", "fe80::1%eth0", "not an address"],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_net(address: str) -> None:
    """Private, loopback, link-local, shared, reserved and disguised ones are told."""
    assert not is_public(address)
    with pytest.raises(Miss, match="private-address"):
        allowed("lamp.test", [address], allow_private=False)
    assert allowed("lamp.test", [address], allow_private=True) == [address]


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111"])
def test_addresses_of_the_public_net(address: str) -> None:
    """Ordinary addresses are fine, and a private one beside them is passed over."""
    assert allowed("lamp.test", ["10.0.0.1", address], allow_private=False) == [address]
