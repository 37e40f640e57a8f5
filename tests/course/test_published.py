"""The site as it is published: without an address of its own it names none."""

from __future__ import annotations

import os

import pytest


@pytest.mark.skipif("SITE_URL" in os.environ, reason="the site has an address")
def test_a_site_without_an_address_has_no_sitemap_and_no_canonical_addresses(site):
    assert not [path.name for path in site.rglob("sitemap*")]
    assert not [path.name for path in site.rglob("*.html") if 'rel="canonical"' in path.read_text(encoding="utf-8")]
