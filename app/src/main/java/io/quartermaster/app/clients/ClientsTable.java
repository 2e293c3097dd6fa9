package io.quartermaster.app.clients;

import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The table of clients. Rows change in place. FX thread only.
final class ClientsTable extends TableView<ClientRow> {
    private static final double ROW_HEIGHT = 28;
    private static final double NAME_LEAST = 120;

    private final ClientsViewModel model;
    private final Texts texts;
    private final ClientWords words;

    ClientsTable(ClientsViewModel model, Texts texts, Times times, AppState state) {
        this.model = model;
        this.texts = texts;
        this.words = new ClientWords(texts, times);
        setId("clients-table");
        getStyleClass().addAll("clients-table", "qm-table");
        setFixedCellSize(ROW_HEIGHT);
        setTableMenuButtonVisible(true);
        setPlaceholder(new Region());
        addColumns(times);
        setItems(model.rows());
        setRowFactory(table -> new Row());
        setSortPolicy(table -> {
            model.orderBy(getComparator());
            return true;
        });
        TableMemory.attach(state, "clients", this);
        RoomyColumn.attach(this, "handlers", NAME_LEAST);
        accessibleTextProperty().bind(texts.live("clients.title"));
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (!model.isArranging()) {
                model.selectedProperty().set(now);
            }
        });
        model.selectedProperty().subscribe(this::showSelected);
        model.shownProperty()
                .subscribe(now -> showSelected(model.selectedProperty().get()));
        texts.languageProperty().subscribe(now -> refresh());
        times.zoneProperty().subscribe(now -> refresh());
    }

    private void showSelected(@Nullable ClientRow row) {
        if (row == null) {
            getSelectionModel().clearSelection();
        } else if (getSelectionModel().getSelectedItem() != row) {
            int index = getItems().indexOf(row);
            if (index >= 0) {
                getSelectionModel().clearAndSelect(index);
            }
        }
    }

    private void addColumns(Times times) {
        add("application", 124, text(Client::application), plain(Client::application));
        add(
                "state",
                112,
                Comparator.comparing(Client::online),
                (cell, client) -> cell.show(
                        words.state(client), null, ClientWords.stateStyle(client), ClientWords.stateIcon(client)));
        add("place", 132, text(Client::place), plain(Client::place));
        add("zone", 64, text(Client::zone), plain(Client::zone));
        add(
                        "running",
                        90,
                        Comparator.comparingInt(Client::running),
                        (cell, client) -> cell.show(texts.get("clients.count", client.running()), null))
                .setCellFactory(column -> number());
        add(
                "handlers",
                NAME_LEAST,
                Comparator.comparingInt(client -> client.handlers().size()),
                (cell, client) -> cell.show(words.handlers(client), words.handlersTip(client)));
        add(
                "servers",
                96,
                Comparator.comparingInt(client -> client.servers().size()),
                (cell, client) -> cell.show(words.serverCount(client), words.servers(client)));
        add(
                "since",
                104,
                Comparator.comparing(Client::since),
                (cell, client) -> cell.show(words.since(client), times.absolute(client.since())));
        add(
                "error",
                190,
                Comparator.comparing(ClientWords::failed, Comparator.nullsFirst(Comparator.naturalOrder())),
                (cell, client) -> cell.show(
                        words.error(client.failure()),
                        words.errorTip(client.failure()),
                        client.failure() == null ? "" : "status-failed",
                        null));
        add(
                "left",
                190,
                Comparator.comparing(Client::left, Comparator.nullsFirst(Comparator.naturalOrder())),
                (cell, client) -> cell.show(words.left(client), words.leftTip(client)));
    }

    private TableCell<ClientRow, Client> number() {
        AspectCell<ClientRow, Client> cell =
                new AspectCell<>((each, client) -> each.show(texts.get("clients.count", client.running()), null));
        cell.getStyleClass().add("number");
        return cell;
    }

    private TableColumn<ClientRow, Client> add(
            String id, double width, Comparator<Client> order, BiConsumer<AspectCell<ClientRow, Client>, Client> show) {
        TableColumn<ClientRow, Client> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("clients.column." + id));
        column.setPrefWidth(width);
        column.setCellValueFactory(features -> features.getValue().clientProperty());
        column.setCellFactory(each -> new AspectCell<>(show));
        column.setComparator(order);
        getColumns().add(column);
        return column;
    }

    private static Comparator<Client> text(Function<Client, String> of) {
        return Comparator.comparing(of, String.CASE_INSENSITIVE_ORDER);
    }

    private static BiConsumer<AspectCell<ClientRow, Client>, Client> plain(Function<Client, String> text) {
        return (cell, client) -> cell.show(text.apply(client), null);
    }

    /// Greys who is gone.
    private static final class Row extends TableRow<ClientRow> {
        private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
        private Subscription watched = Subscription.EMPTY;

        @Override
        protected void updateItem(@Nullable ClientRow item, boolean empty) {
            super.updateItem(item, empty);
            watched.unsubscribe();
            watched = item == null
                    ? Subscription.EMPTY
                    : item.clientProperty().subscribe(client -> pseudoClassStateChanged(OFF, !client.online()));
            if (item == null) {
                pseudoClassStateChanged(OFF, false);
            }
        }
    }
}
