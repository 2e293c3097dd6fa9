package io.quartermaster.app.clients;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One client in the table: the same object as long as it is shown, changed in place. FX thread only.
final class ClientRow {
    private final ReadOnlyObjectWrapper<Client> client;

    ClientRow(Client client) {
        this.client = new ReadOnlyObjectWrapper<>(this, "client", client);
    }

    Client client() {
        return client.get();
    }

    ReadOnlyObjectProperty<Client> clientProperty() {
        return client.getReadOnlyProperty();
    }

    void show(Client now) {
        if (!now.equals(client.get())) {
            client.set(now);
        }
    }
}
