package io.quartermaster.client.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// See [SourceHandlers].
class MigrationTest {
    @TempDir
    private Path classes;

    @Test
    void handlersOfTheSourceSystemCompileWithNothingChangedButTheRootOfTheirImports() throws Exception {
        SourceHandlers source = SourceHandlers.compiledTo(classes);
        assertThat(source.handler("NightlyCheck")).isInstanceOf(ISimpleJobHandler.class);
        assertThat(source.handler("ByWarehouse")).isInstanceOf(IClusterJobSplitHandler.class);
        assertThat(source.handler("ByShelf")).isInstanceOf(IClusterJobSplitHandler.class);
        assertThat(source.handler("CountShelves")).isInstanceOf(IClusterJobExecuteHandler.class);
        assertThat(source.handler("PriceShelves")).isInstanceOf(IClusterJobExecuteHandler.class);
    }
}
