package io.ichnite.formats;

import io.ichnite.data.Encoding;
import io.ichnite.formats.bundle.JsonExport;
import io.ichnite.formats.bundle.SafeTensorsExport;
import io.ichnite.formats.card.CardExport;
import io.ichnite.formats.keras.KerasArchiveWriter;
import io.ichnite.formats.keras.KerasH5Writer;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.model.ModelExportContract;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** What every way out promises, of each but ONNX, which has a test of its own. */
class ModelExportsTest {
    private static ModelBundle small() {
        NetworkSpec spec = SmallSeed.spec(false);
        return new ModelBundle(
                Manifest.of("1.2.3", 7, "", Map.of("epochs", "3"), Map.of("val_loss", 0.5)),
                spec,
                new Vocabulary(Vocabulary.Kind.ICHNITE, List.of("NtClose", "NtOpenKey")),
                new Families(List.of("a", "b", "c", "d", "e", "f", "g", "h")),
                new Encoding(Order.TID, spec.length(), false),
                InitialWeights.draw(spec, 1));
    }

    abstract static class OfSmall extends ModelExportContract {
        @Override
        protected ModelBundle model() {
            return small();
        }
    }

    @Nested
    class KerasH5 extends OfSmall {
        @Override
        protected ModelExport export() {
            return new KerasH5Writer();
        }
    }

    @Nested
    class KerasArchive extends OfSmall {
        @Override
        protected ModelExport export() {
            return new KerasArchiveWriter();
        }
    }

    @Nested
    class SafeTensors extends OfSmall {
        @Override
        protected ModelExport export() {
            return new SafeTensorsExport();
        }
    }

    @Nested
    class Json extends OfSmall {
        @Override
        protected ModelExport export() {
            return new JsonExport();
        }
    }

    @Nested
    class Card extends OfSmall {
        @Override
        protected ModelExport export() {
            return new CardExport();
        }
    }
}
