package io.ichnite.drift;

class EddmTest extends ChangeDetectorContract {
    @Override
    ChangeDetector fresh() {
        return new Eddm(Eddm.Settings.defaults());
    }
}
