import { useEffect, useState } from 'preact/hooks';
import type { FetchedFile } from './api-client.ts';
import { documentTexts } from './document-texts.vi.ts';
import { blobToShow, isShownInPage } from './file-shown.ts';
import { sizeText } from './format.vi.ts';
import { Failure, Loading } from './room-frame.tsx';

export interface ShownFile {
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly note?: string | undefined;
}

interface FileViewProps {
  readonly files: readonly ShownFile[];
  /** An address good for some minutes, or the file itself, which is then kept in memory only. */
  readonly open: (file: ShownFile) => Promise<string | FetchedFile>;
}

interface Opened {
  readonly sha256: string;
  readonly url?: string;
  readonly error?: unknown;
}

/** One file of the list: a PDF is shown in the page where the browser can, others are kept. */
export const FileView = ({ files, open }: FileViewProps) => {
  const [file, setFile] = useState<ShownFile | undefined>();
  const [opened, setOpened] = useState<Opened | undefined>();
  const url = opened?.url;
  useEffect(
    () => () => {
      if (url?.startsWith('blob:')) URL.revokeObjectURL(url);
    },
    [url],
  );

  const show = async (chosen: ShownFile): Promise<void> => {
    setFile(chosen);
    setOpened(undefined);
    try {
      const found = await open(chosen);
      const address =
        typeof found === 'string'
          ? found
          : URL.createObjectURL(blobToShow(chosen.mediaType, found.blob));
      setOpened({ sha256: chosen.sha256, url: address });
    } catch (error) {
      setOpened({ sha256: chosen.sha256, error });
    }
  };

  if (files.length === 0) return <p class="empty">{documentTexts.paper}</p>;
  return (
    <>
      <ul class="files">
        {files.map((each) => (
          <li key={each.sha256}>
            <button
              type="button"
              class="link"
              aria-pressed={file?.sha256 === each.sha256}
              onClick={() => show(each)}
            >
              {each.name}
            </button>{' '}
            <span class="note">{[each.note, sizeText(each.size)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {file !== undefined && opened === undefined && <Loading />}
      {file !== undefined && opened?.error !== undefined && (
        <Failure error={opened.error} retry={() => void show(file)} />
      )}
      {file !== undefined && url !== undefined && <Viewer file={file} url={url} />}
    </>
  );
};

const Viewer = ({ file, url }: { file: ShownFile; url: string }) => {
  const isPdf = isShownInPage(file.mediaType);
  const canShow = isPdf && navigator.pdfViewerEnabled;
  return (
    <div class="viewer">
      <p class="note">
        {isPdf ? (
          <a href={url} target="_blank" rel="noopener noreferrer">
            {documentTexts.open}
          </a>
        ) : (
          <a href={url} download={file.name} rel="noopener noreferrer">
            {documentTexts.save}
          </a>
        )}
        {isPdf && !canShow && ` ${documentTexts.openHint}`}
        {!url.startsWith('blob:') && ` ${documentTexts.addressOld}`}
      </p>
      {canShow && <iframe src={url} title={documentTexts.viewer(file.name)} />}
    </div>
  );
};
