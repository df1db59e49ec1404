"""What the end-to-end tests share: hosts and links, the server under test,
the protocol's client side, and the checks that follow every test."""
