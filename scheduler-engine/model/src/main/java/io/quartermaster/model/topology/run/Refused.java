package io.quartermaster.model.topology.run;

/// A run does not do what was asked of it; nothing has changed. The message is one of DOMAIN §3's texts.
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String text) {
        super(text);
    }
}
