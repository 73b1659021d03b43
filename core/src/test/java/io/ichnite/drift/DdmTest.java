package io.ichnite.drift;

class DdmTest extends ChangeDetectorContract {
    @Override
    ChangeDetector fresh() {
        return new Ddm(Ddm.Settings.defaults());
    }
}
